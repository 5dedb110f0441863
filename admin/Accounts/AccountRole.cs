namespace OneLink.Admin.Accounts;

/// <summary>Values of a membership's role as stored and shown.</summary>
internal static class AccountRole
{
    public const string Agent = "agent";

    public const string Administrator = "administrator";

    public static bool IsKnown(string role) => role is Agent or Administrator;
}
