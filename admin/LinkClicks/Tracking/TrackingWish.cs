using System.Text.Json;
using System.Text.Json.Nodes;
using OneLink.Admin.Channels;

namespace OneLink.Admin.LinkClicks.Tracking;

/// <summary>What the sender of a message says of its links.</summary>
/// <param name="IsWanted">Whether they are to be tracked; null: as the inbox has it.</param>
/// <param name="Campaign">That the message is part of; null where it is of none.</param>
internal sealed record TrackingWish(bool? IsWanted, string? Campaign)
{
    private const string TrackLinks = "trackLinks";
    private const string CampaignName = "campaign";
    private const string CampaignId = "campaign_id";
    private const int MaxCampaign = 255;

    /// <param name="attributes">The message's additional attributes.</param>
    public static TrackingWish Of(JsonObject attributes)
    {
        var metadata = attributes[AddressedMessage.Metadata] as JsonObject;
        var campaign = Text(metadata?[CampaignName]) ?? Text(attributes[CampaignId]);
        return new TrackingWish(Flag(metadata?[TrackLinks]), campaign is { Length: <= MaxCampaign } ? campaign : null);
    }

    /// <summary>Forms have texts only.</summary>
    private static bool? Flag(JsonNode? node) => node?.GetValueKind() switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String when bool.TryParse(node.GetValue<string>(), out var flag) => flag,
        _ => null,
    };

    private static string? Text(JsonNode? node) => node?.GetValueKind() switch
    {
        JsonValueKind.String when !string.IsNullOrWhiteSpace(node.GetValue<string>()) => node.GetValue<string>().Trim(),
        JsonValueKind.Number => node.AsValue().ToString(),
        _ => null,
    };
}
