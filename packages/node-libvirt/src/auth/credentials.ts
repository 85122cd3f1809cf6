/** What is needed where a daemon asks for a login. The password is a function, so that it is fetched only when it is asked for. */
export interface Credentials {
  readonly user: string;
  readonly password: () => string | Promise<string>;
}
