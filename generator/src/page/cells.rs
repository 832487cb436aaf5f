//! Tables: what their columns are, and what their cells say.

pub(in crate::page) mod columns;
pub(in crate::page) mod first_rows;
pub(in crate::page) mod name_cell;
pub(in crate::page) mod property_row;
pub(in crate::page) mod repeated_rows;
pub(in crate::page) mod type_cell;
