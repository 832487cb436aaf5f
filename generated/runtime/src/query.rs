//! Query options of OData: conditions, expansions and orders to give to them, and which of them a request takes.
//!
//! A page seldom lists all options that the service takes, so that what reads an object or a list takes all that OData
//! has for it. Only an option that the page says is not supported does not compile.

mod condition;
mod expansion;
pub(crate) mod option;
pub(crate) mod property;
pub(crate) mod property_path;
pub(crate) mod query_string;

pub use self::condition::{Condition, Literal};
pub use self::expansion::Expansion;
pub use self::option::QueryOption;
pub use self::property::{Order, Property, PropertyPath};
pub use crate::path::argument::quote;

/// The options that requests of an operation take, as a type: [`Operation::Query`](crate::Operation::Query).
pub trait Options: sealed::Sealed + 'static {}

/// A set of options: for each of them, in the order of their keys, whether it is in the set.
pub struct Set<
    const COUNT: bool,
    const EXPAND: bool,
    const FILTER: bool,
    const ORDER_BY: bool,
    const SEARCH: bool,
    const SELECT: bool,
    const SKIP: bool,
    const TOP: bool,
>;

/// No query options.
pub type Nothing = Set<false, false, false, false, false, false, false, false>;

/// The options of what reads an object: `$expand` and `$select`.
pub type OfObject = Set<false, true, false, false, false, true, false, false>;

/// The options of what counts objects: `$filter` and `$search`.
pub type OfCount = Set<false, false, true, false, true, false, false, false>;

/// The options of what reads a list: all of them.
pub type OfList = Set<true, true, true, true, true, true, true, true>;

mod sealed {
    pub trait Sealed {}
}

/// Implements the traits without methods that all sets have.
macro_rules! sets {
    ($($flag:ident),*) => {
        impl<$(const $flag: bool),*> sealed::Sealed for Set<$($flag),*> {}
        impl<$(const $flag: bool),*> Options for Set<$($flag),*> {}
    };
}

sets!(COUNT, EXPAND, FILTER, ORDER_BY, SEARCH, SELECT, SKIP, TOP);

/// Declares a trait for each option, which the sets have that hold it. The message is that of the compiler where a
/// request does not take the option.
macro_rules! options {
    ($($name:ident $key:literal $message:literal [$($before:ident)*] [$($behind:ident)*];)*) => {
        $(
            #[doc = concat!("Sets of options with `", $key, "`.")]
            #[diagnostic::on_unimplemented(
                message = $message,
                label = "its documentation says so, or it reads nothing that has this option",
                note = "`add_query` adds any option"
            )]
            pub trait $name: Options {}

            impl<$(const $before: bool,)* $(const $behind: bool,)*> $name
                for Set<$($before,)* true, $($behind,)*>
            {
            }
        )*
    };
}

options! {
    Count "$count" "this request takes no `$count`" [] [EXPAND FILTER ORDER_BY SEARCH SELECT SKIP TOP];
    Expand "$expand" "this request takes no `$expand`" [COUNT] [FILTER ORDER_BY SEARCH SELECT SKIP TOP];
    Filter "$filter" "this request takes no `$filter`" [COUNT EXPAND] [ORDER_BY SEARCH SELECT SKIP TOP];
    OrderBy "$orderby" "this request takes no `$orderby`" [COUNT EXPAND FILTER] [SEARCH SELECT SKIP TOP];
    Search "$search" "this request takes no `$search`" [COUNT EXPAND FILTER ORDER_BY] [SELECT SKIP TOP];
    Select "$select" "this request takes no `$select`" [COUNT EXPAND FILTER ORDER_BY SEARCH] [SKIP TOP];
    Skip "$skip" "this request takes no `$skip`" [COUNT EXPAND FILTER ORDER_BY SEARCH SELECT] [TOP];
    Top "$top" "this request takes no `$top`" [COUNT EXPAND FILTER ORDER_BY SEARCH SELECT SKIP] [];
}
