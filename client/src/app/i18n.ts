/** Russian from the source: the messages in the code are the catalogue; other languages will be loaded beside them. */
import { i18n } from "@lingui/core";
import { compileMessage } from "@lingui/message-utils/compileMessage";

i18n.setMessagesCompiler(compileMessage);
i18n.loadAndActivate({ locale: "ru", messages: {} });

export { i18n };
