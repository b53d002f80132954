/** Everything a screen is drawn with. Screens import from here only; classes of their own are for layout. */
export { Avatar, initials } from "./Avatar";
export { Banner } from "./Banner";
export { Button, buttonClass, IconButton } from "./Button";
export { Chips, type Choice, Tabs } from "./Chips";
export { Checkbox, RadioGroup, Select, Switch } from "./choices";
export { cx } from "./cx";
export { DateField, fromIsoDate, maskDate, toIsoDate } from "./DateField";
export { Dialog } from "./Dialog";
export { Field } from "./Field";
export { FileDrop } from "./FileDrop";
export { Icon, type IconName } from "./Icon";
export { CodeInput, PasswordInput, SearchInput, TextArea, TextInput, tidyCode } from "./inputs";
export { ContextMenu, Menu, type MenuAct, MenuAt } from "./Menu";
export { EmptyState, ErrorState, NoRights, OfflineStrip, Skeleton, SkeletonRows, UpdatingLine } from "./states";
export { Badge, Card, Count, ListRow, Progress, Stepper } from "./surfaces";
export { type Column, Table } from "./Table";
export { Toasts, toast } from "./toast";
