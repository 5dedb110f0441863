namespace OneLink.Admin.Accounts;

/// <summary>Values of an account's tier as stored and shown.</summary>
internal static class AccountTier
{
    public const string Free = "free";
    public const string Growth = "growth";
    public const string Enterprise = "enterprise";

    public static bool IsKnown(string tier) => tier is Free or Growth or Enterprise;
}
