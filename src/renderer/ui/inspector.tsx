import './inspector.css';
import { type ReactNode, useId } from 'react';
import { type Fact, Facts } from './facts.tsx';
import type { IconComponent } from './icon.tsx';
import { IconButton } from './icon-button.tsx';
import { IconChevronRight, IconPin, IconX } from './icons.ts';
import { type Decision, WhyList } from './why-list.tsx';

export interface Relation {
  readonly id: string;
  /** What it is to the subject: "Members", "Host", "Invoices". */
  readonly label: string;
  readonly value: ReactNode;
  readonly icon?: IconComponent;
  readonly href?: string;
  readonly onOpen?: () => void;
}

export interface InspectorProps {
  readonly name: ReactNode;
  /** Identifiers are set in mono, names of people and organisations are not. */
  readonly mono?: boolean;
  readonly status?: ReactNode;
  /** One grey line: where it is, what class it has. */
  readonly caption?: ReactNode;
  readonly onClose: () => void;
  readonly onPin?: () => void;
  readonly pinned?: boolean;
  readonly facts?: readonly Fact[];
  readonly measure?: { readonly title: string; readonly meta?: ReactNode; readonly content: ReactNode };
  /** Buttons, at most one of them primary. */
  readonly actions?: ReactNode;
  readonly relations?: readonly Relation[];
  /** The decisions about it. An empty list says so; leave it out only where no scheduler ever decides. */
  readonly why?: readonly Decision[];
  readonly allDecisions?: { readonly count: number; readonly href: string };
  /** A refusal, a draft's alternatives, tags, a form: between the measure and the actions. */
  readonly children?: ReactNode;
}

/** What is selected, always in this order: name and status, facts, measure, actions, relations, Why? */
export function Inspector(props: InspectorProps) {
  const { facts = [], measure, relations = [], why, allDecisions } = props;
  const id = useId();
  return (
    <div className="hr-inspector">
      <div className="hr-inspector-head">
        <div className="row">
          <h2 className={props.mono ? 'ellipsis mono' : 'ellipsis'}>{props.name}</h2>
          {props.status}
          <span className="grow" />
          {props.onPin ? (
            <IconButton icon={IconPin} label="Pin" pressed={props.pinned === true} onClick={props.onPin} />
          ) : null}
          <IconButton icon={IconX} label="Close inspector" onClick={props.onClose} />
        </div>
        {props.caption === undefined ? null : <div className="small dim">{props.caption}</div>}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
      <section className="hr-inspector-scroll" tabIndex={0} aria-label="Details">
        {facts.length > 0 ? (
          <section>
            <Facts facts={facts} />
          </section>
        ) : null}
        {measure ? (
          <section aria-labelledby={`${id}-measure`}>
            <h3 id={`${id}-measure`}>
              {measure.title}
              {measure.meta === undefined ? null : <span className="hr-inspector-meta">{measure.meta}</span>}
            </h3>
            {measure.content}
          </section>
        ) : null}
        {props.children === undefined ? null : <section>{props.children}</section>}
        {props.actions === undefined ? null : <section className="hr-inspector-actions">{props.actions}</section>}
        {relations.length > 0 ? (
          <section className="hr-relations" aria-labelledby={`${id}-relations`}>
            <h3 id={`${id}-relations`}>Belongs with</h3>
            <ul>
              {relations.map((relation) => (
                <li key={relation.id}>
                  <RelationLine relation={relation} />
                </li>
              ))}
            </ul>
          </section>
        ) : null}
        {why === undefined ? null : (
          <section aria-labelledby={`${id}-why`}>
            <h3 id={`${id}-why`}>
              Why?
              {allDecisions && allDecisions.count > why.length ? (
                <a className="hr-inspector-meta" href={allDecisions.href}>
                  All {allDecisions.count.toLocaleString('en-GB')} decisions
                </a>
              ) : null}
            </h3>
            <WhyList decisions={why} />
          </section>
        )}
      </section>
    </div>
  );
}

function RelationLine({ relation }: { readonly relation: Relation }) {
  const { icon: Icon, label, value, href, onOpen } = relation;
  const content = (
    <>
      {Icon ? <Icon /> : null}
      <span className="dim">{label}</span>
      <span className="hr-relation-value ellipsis">{value}</span>
      {href || onOpen ? <IconChevronRight size={14} /> : null}
    </>
  );
  if (href) return <a href={href}>{content}</a>;
  if (!onOpen) return <div>{content}</div>;
  return (
    <button type="button" onClick={onOpen}>
      {content}
    </button>
  );
}
