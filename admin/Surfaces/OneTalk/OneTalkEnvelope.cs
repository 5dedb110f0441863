using System.Text.Json.Nodes;

namespace OneLink.Admin.Surfaces.OneTalk;

/// <summary>Every answer.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Error">Always there.</param>
/// <param name="Data">Empty where something is wrong.</param>
internal sealed record OneTalkEnvelope(int Status, OneTalkErrorBody Error, JsonObject Data);
