// The script of the pages below /help: they have the appearance that the user has chosen in the console.
import { applyTheme } from "./preferences.js";

applyTheme();
