using System.Text.Json.Serialization;

namespace OneLink.Admin.Surfaces.OnSync.Messages;

/// <summary>A message that was taken and is on its way.</summary>
/// <param name="Id">Of the message.</param>
/// <param name="ConversationId">Channel and address.</param>
/// <param name="Status"><c>queued</c>.</param>
internal sealed record SendResponse(string Id, string ConversationId, string Status) : OnSyncAnswer
{
    /// <summary>On WhatsApp.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TemplateWindowResponse? TemplateWindowStatus { get; init; }
}
