using System.Text.Json.Serialization;
using OneLink.Admin.Conversations;

namespace OneLink.Admin.Surfaces.Application.Conversations;

/// <summary>How many conversations there are of those that a list shows, whoever's.</summary>
/// <param name="MineCount">The caller's.</param>
/// <param name="AssignedCount">Somebody's; left out where a filter was given.</param>
/// <param name="UnassignedCount">Nobody's.</param>
/// <param name="AllCount">All of them.</param>
/// <param name="IsPartial">True where there may be more than the counts say; left out else.</param>
internal sealed record ConversationCountsResponse(
    long MineCount,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? AssignedCount,
    long UnassignedCount,
    long AllCount,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool IsPartial)
{
    public static ConversationCountsResponse Of(ConversationCounts counts) => new(counts.Mine, counts.Assigned, counts.Unassigned, counts.All, counts.IsMinimum);
}
