//! The national clouds.

/// A deployment of Microsoft Graph (<https://learn.microsoft.com/graph/deployments>). Each has its own endpoint
/// and its own tokens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Cloud {
    /// The global service.
    #[default]
    Global,
    /// The United States government, level 4.
    UsGovernment,
    /// The United States government, level 5 (Department of Defense).
    UsGovernmentDod,
    /// China, operated by 21Vianet.
    China,
}

impl Cloud {
    /// All deployments.
    pub const ALL: [Self; 4] = [
        Self::Global,
        Self::UsGovernment,
        Self::UsGovernmentDod,
        Self::China,
    ];

    /// The root of the service, `https://graph.microsoft.com`.
    #[must_use]
    pub const fn base_url(self) -> &'static str {
        match self {
            Self::Global => "https://graph.microsoft.com",
            Self::UsGovernment => "https://graph.microsoft.us",
            Self::UsGovernmentDod => "https://dod-graph.microsoft.us",
            Self::China => "https://microsoftgraph.chinacloudapi.cn",
        }
    }

    /// The scope that asks for all permissions that were granted to the application,
    /// `https://graph.microsoft.com/.default`.
    #[must_use]
    pub fn default_scope(self) -> String {
        format!("{}/.default", self.base_url())
    }

    /// Where tokens of this deployment come from, `https://login.microsoftonline.com`.
    #[must_use]
    pub const fn authority(self) -> &'static str {
        match self {
            Self::Global => "https://login.microsoftonline.com",
            Self::UsGovernment | Self::UsGovernmentDod => "https://login.microsoftonline.us",
            Self::China => "https://login.chinacloudapi.cn",
        }
    }
}
