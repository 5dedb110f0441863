using System.Text.Json.Nodes;

namespace OneLink.Admin.Realtime;

/// <summary>Something to be told to those who listen.</summary>
/// <param name="AccountId">Where it happened.</param>
/// <param name="Event">As clients know it, such as <c>message.created</c>.</param>
/// <param name="Data">What is told; read by several at a time, and changed by nobody.</param>
/// <param name="Audience">To whom.</param>
internal sealed record Broadcast(long AccountId, string Event, JsonObject Data, Audience Audience);
