namespace OneLink.Admin.Limits;

/// <summary>Requests a minute: of an API key, and of all keys of its account together.</summary>
internal readonly record struct RequestLimits(int Key, int Account)
{
    /// <summary>More than any process answers.</summary>
    public const int Max = 100_000_000;

    /// <summary>Where an account has no limit of its own: more keys must not be a way around the limit of one.</summary>
    private const int KeysAnAccount = 10;

    /// <param name="key">Of the account's keys, or null for <paramref name="installation"/>'s.</param>
    /// <param name="account">Of the account, or null for ten keys' worth.</param>
    /// <param name="installation">Default of a key.</param>
    public static RequestLimits Of(long? key, long? account, int installation)
    {
        var each = key ?? installation;
        return new((int)each, (int)Math.Min(account ?? each * KeysAnAccount, Max));
    }
}
