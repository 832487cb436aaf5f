//! What a notification is about.

use crate::model::open_enum::{OpenEnum, Unrecognized};

/// What has happened to a resource.
#[derive(Clone)]
#[non_exhaustive]
pub enum ChangeType {
    /// It was created.
    Created,
    /// It was changed, or moved to the deleted items that can be restored.
    Updated,
    /// It was deleted.
    Deleted,
    /// A value that this version of the SDK does not know.
    Unrecognized(Unrecognized<Self>),
}

impl OpenEnum for ChangeType {
    const MEMBERS: &'static [Self] = &[Self::Created, Self::Updated, Self::Deleted];
    fn from_unrecognized(value: Unrecognized<Self>) -> Self {
        Self::Unrecognized(value)
    }
    fn as_str(&self) -> &str {
        match self {
            Self::Created => "created",
            Self::Updated => "updated",
            Self::Deleted => "deleted",
            Self::Unrecognized(value) => value.as_str(),
        }
    }
}

crate::impl_open_enum!(ChangeType);

/// What has happened to a subscription. Such a notification goes to the lifecycle URL of the subscription.
#[derive(Clone)]
#[non_exhaustive]
pub enum LifecycleEvent {
    /// Notifications were lost: the program has to ask for what has changed.
    Missed,
    /// The subscription was removed: the program has to create a new one.
    SubscriptionRemoved,
    /// The subscription ends unless the program authorizes or renews it.
    ReauthorizationRequired,
    /// A value that this version of the SDK does not know.
    Unrecognized(Unrecognized<Self>),
}

impl OpenEnum for LifecycleEvent {
    const MEMBERS: &'static [Self] = &[
        Self::Missed,
        Self::SubscriptionRemoved,
        Self::ReauthorizationRequired,
    ];
    fn from_unrecognized(value: Unrecognized<Self>) -> Self {
        Self::Unrecognized(value)
    }
    fn as_str(&self) -> &str {
        match self {
            Self::Missed => "missed",
            Self::SubscriptionRemoved => "subscriptionRemoved",
            Self::ReauthorizationRequired => "reauthorizationRequired",
            Self::Unrecognized(value) => value.as_str(),
        }
    }
}

crate::impl_open_enum!(LifecycleEvent);
