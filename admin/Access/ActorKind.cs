namespace OneLink.Admin.Access;

/// <summary>Kinds of those who make changes, as the audit log names them.</summary>
internal static class ActorKind
{
    public const string Key = "key";
    public const string User = "user";
    public const string PlatformApp = "platform-app";
    public const string System = "system";
}
