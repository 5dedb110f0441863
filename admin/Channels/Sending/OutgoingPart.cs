using System.Text.Json.Nodes;

namespace OneLink.Admin.Channels.Sending;

/// <summary>What one request to a provider sends.</summary>
/// <param name="Text">With a file its caption.</param>
/// <param name="File">Null for text alone.</param>
/// <param name="Template">As stored in <c>template_params</c>; null where it is none.</param>
internal sealed record OutgoingPart(string? Text, OutgoingFile? File, JsonObject? Template);
