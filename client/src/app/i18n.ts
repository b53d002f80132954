/** Russian from the source: the messages in the code are the catalogue; other languages will be loaded beside them. */
import { i18n } from "@lingui/core";
import { compileMessage } from "@lingui/message-utils/compileMessage";
import { typeset } from "@/kit/typeset";

type Compiled = ReturnType<typeof compileMessage>;
const compiled = new Map<string, Compiled>();

// Each message once.
i18n.setMessagesCompiler((message) => {
  const known = compiled.get(message);
  if (known) return known;
  const made = compileMessage(typeset(message));
  compiled.set(message, made);
  return made;
});
i18n.loadAndActivate({ locale: "ru", messages: {} });

export { i18n };
