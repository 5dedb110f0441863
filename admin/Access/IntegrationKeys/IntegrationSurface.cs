namespace OneLink.Admin.Access.IntegrationKeys;

/// <summary>Which API a key opens, as stored.</summary>
internal static class IntegrationSurface
{
    public const string OnSync = "onsync";
    public const string OneTalk = "onetalk";

    /// <summary>How a key of the API begins.</summary>
    public static string Prefix(string surface) => surface switch
    {
        OnSync => "onsync_pk_live_",
        _ => "otk_",
    };
}
