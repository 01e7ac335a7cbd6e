/* A phone in a live session. */
import { define } from "../core/base.js";
import { PhoneElement } from "../live/phone.js";
import { fillPage } from "../live/page.js";

define("lb-live-phone", PhoneElement);
fillPage("lb-live-phone");
