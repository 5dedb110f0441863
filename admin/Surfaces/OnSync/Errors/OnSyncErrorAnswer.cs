using System.Text.Json.Serialization;
using OneLink.Admin.Surfaces.OnSync.Messages;

namespace OneLink.Admin.Surfaces.OnSync.Errors;

/// <summary>An error as sent.</summary>
internal sealed record OnSyncErrorAnswer(OnSyncErrorBody Error) : OnSyncAnswer
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TemplateWindowResponse? TemplateWindowStatus { get; init; }
}
