namespace OneLink.Admin.Webhooks;

/// <summary>Through which API a webhook was made, as stored: its events, bodies and signatures are that API's.</summary>
internal static class WebhookSurface
{
    public const string Application = "application";
    public const string OnSync = "onsync";
}
