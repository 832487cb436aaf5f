use graph_runtime::codegen as rt;

/// Platforms of a policy.
#[derive(Clone)]
#[non_exhaustive]
pub enum PolicyPlatformType {
    /// `android`
    Android,
    /// `iOS`
    Ios,
    /// `windows10AndLater`
    Windows10AndLater,
    /// `all`
    All,
    /// `unknownFutureValue`
    UnknownFutureValue,
    /// A value that this version of the SDK does not know.
    Unrecognized(rt::Unrecognized<Self>),
}

rt::open_enum! {
    PolicyPlatformType, unrecognized: Unrecognized;
    Android = "android";
    Ios = "iOS";
    Windows10AndLater = "windows10AndLater";
    All = "all";
    UnknownFutureValue = "unknownFutureValue";
}
