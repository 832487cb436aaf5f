use graph_runtime::codegen as rt;

/// Processor architectures; several can be set.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum WindowsArchitecture {
    /// `none`
    None,
    /// `x86`
    X86,
    /// `x64`
    X64,
    /// `arm`
    Arm,
    /// `unknownFutureValue`
    UnknownFutureValue,
    /// A value that this version of the SDK does not know.
    Unrecognized(rt::Unrecognized<Self>),
}

impl rt::OpenEnum for WindowsArchitecture {
    const MEMBERS: &'static [(&'static str, Self)] = &[
        ("none", Self::None),
        ("x86", Self::X86),
        ("x64", Self::X64),
        ("arm", Self::Arm),
        ("unknownFutureValue", Self::UnknownFutureValue),
    ];
    #[inline]
    fn from_unrecognized(value: rt::Unrecognized<Self>) -> Self {
        Self::Unrecognized(value)
    }
    #[inline]
    fn as_str(&self) -> &str {
        match self {
            Self::None => "none",
            Self::X86 => "x86",
            Self::X64 => "x64",
            Self::Arm => "arm",
            Self::UnknownFutureValue => "unknownFutureValue",
            Self::Unrecognized(value) => value.as_str(),
        }
    }
}

rt::impl_open_enum!(WindowsArchitecture);
