/** A page in some browser, as far as a flow needs it. */
export interface DrivenPage {
  open(url: string): Promise<void>;
  /** Runs the body of a function, which may await, in the page. @returns what survives JSON */
  run(body: string): Promise<unknown>;
  /** Types into what has this selector, as a person does. */
  type(selector: string, text: string): Promise<void>;
  click(selector: string): Promise<void>;
  close(): Promise<void>;
}
