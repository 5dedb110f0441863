namespace OneLink.Admin.Audit;

/// <summary>What can be done to an account's things: <c>{kind of object}.{what}</c>. Names stay once they are written.</summary>
internal static class AuditAction
{
    public const string LinkCreated = "link.created";
    public const string LinkUpdated = "link.updated";
    public const string LinkDeleted = "link.deleted";
    public const string DomainCreated = "domain.created";
    public const string DomainUpdated = "domain.updated";
    public const string DomainVerified = "domain.verified";
    public const string DomainDeleted = "domain.deleted";
    public const string KeyCreated = "key.created";
    public const string KeyUpdated = "key.updated";
    public const string KeyRotated = "key.rotated";
    public const string KeyRevoked = "key.revoked";
    public const string OnSyncKeyCreated = "onsync-key.created";
    public const string OnSyncKeyUpdated = "onsync-key.updated";
    public const string OnSyncKeyRotated = "onsync-key.rotated";
    public const string OnSyncKeyRevoked = "onsync-key.revoked";
    public const string FeedCreated = "feed.created";
    public const string FeedDeleted = "feed.deleted";
    public const string ErasureRequested = "erasure.requested";
    public const string RetentionUpdated = "retention.updated";
    public const string DeniedHostsUpdated = "denied-hosts.updated";
    public const string RateLimitUpdated = "rate-limit.updated";
    public const string AccountCreated = "account.created";
    public const string AccountUpdated = "account.updated";
    public const string MemberAdded = "member.added";
    public const string MemberUpdated = "member.updated";
    public const string MemberRemoved = "member.removed";
    public const string PlatformAppCreated = "platform-app.created";
    public const string PlatformAppRenamed = "platform-app.renamed";
    public const string PlatformAppGranted = "platform-app.granted";
    public const string PlatformAppRevoked = "platform-app.revoked";
    public const string PlatformAppRotated = "platform-app.rotated";
    public const string PlatformAppDeleted = "platform-app.deleted";
    public const string JobCancelled = "job.cancelled";
    public const string JobRetried = "job.retried";
    public const string EdgeAdded = "edge.added";
    public const string EdgeRevoked = "edge.revoked";
    public const string UserConfirmed = "user.confirmed";
    public const string UserSignedOut = "user.signed-out";
    public const string SuperAdminMade = "super-admin.made";
    public const string SuperAdminUnmade = "super-admin.unmade";
    public const string AccessTokenRotated = "access-token.rotated";
    public const string AccessTokenRevoked = "access-token.revoked";
}
