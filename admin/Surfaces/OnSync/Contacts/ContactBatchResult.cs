using System.Text.Json.Serialization;
using OneLink.Admin.Surfaces.OnSync.Errors;

namespace OneLink.Admin.Surfaces.OnSync.Contacts;

/// <summary>What became of one of many.</summary>
/// <param name="Index">Its place, from 0.</param>
/// <param name="Status">As it would have been answered alone: 200, 201, 400 or 409.</param>
internal sealed record ContactBatchResult(int Index, int Status)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Id { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public OnSyncErrorBody? Error { get; init; }
}
