namespace OneLink.Admin.Surfaces.Application.Labels;

/// <summary>Titles of labels that something carries.</summary>
internal sealed record TitleListPayload(IReadOnlyList<string> Payload);
