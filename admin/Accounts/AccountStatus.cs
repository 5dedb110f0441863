namespace OneLink.Admin.Accounts;

/// <summary>Values of an account's status as stored and shown.</summary>
internal static class AccountStatus
{
    public const string Active = "active";

    /// <summary>Its people are kept out; platform apps still reach it, to set it free again.</summary>
    public const string Suspended = "suspended";

    public static bool IsKnown(string status) => status is Active or Suspended;
}
