using System.Text.Json;

namespace OneLink.Admin.Domains;

/// <summary>What a domain says about apps and crawlers, as stored.</summary>
internal sealed record DomainSettings
{
    public AppleAppSettings? Ios { get; set; }

    public AndroidAppSettings? Android { get; set; }

    /// <summary><c>disallow</c> or <c>allow</c>.</summary>
    public string Robots { get; set; } = DomainRequest.RobotsDisallow;

    /// <summary>Whether <c>POST /open</c> answers only who sends the domain's token.</summary>
    public bool OpenTokenRequired { get; set; }

    /// <summary>Whether addresses of chats carry the click's code (<see cref="LinkClicks.Joining.ClickJoiner"/>).</summary>
    public bool ChatCodes { get; set; }

    public static DomainSettings Parse(string json) => JsonSerializer.Deserialize(json, DomainSettingsJson.Default.DomainSettings)!;

    public string ToJson() => JsonSerializer.Serialize(this, DomainSettingsJson.Default.DomainSettings);
}
