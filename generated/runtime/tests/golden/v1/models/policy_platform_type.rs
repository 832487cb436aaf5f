use graph_runtime::codegen as rt;

/// Platforms of a policy.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
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

impl rt::OpenEnum for PolicyPlatformType {
    const MEMBERS: &'static [(&'static str, Self)] = &[
        ("android", Self::Android),
        ("iOS", Self::Ios),
        ("windows10AndLater", Self::Windows10AndLater),
        ("all", Self::All),
        ("unknownFutureValue", Self::UnknownFutureValue),
    ];
    #[inline]
    fn from_unrecognized(value: rt::Unrecognized<Self>) -> Self {
        Self::Unrecognized(value)
    }
    #[inline]
    fn as_str(&self) -> &str {
        match self {
            Self::Android => "android",
            Self::Ios => "iOS",
            Self::Windows10AndLater => "windows10AndLater",
            Self::All => "all",
            Self::UnknownFutureValue => "unknownFutureValue",
            Self::Unrecognized(value) => value.as_str(),
        }
    }
}

rt::impl_open_enum!(PolicyPlatformType);
