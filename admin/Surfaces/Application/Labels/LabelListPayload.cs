namespace OneLink.Admin.Surfaces.Application.Labels;

/// <summary>All labels of an account.</summary>
internal sealed record LabelListPayload(IReadOnlyList<LabelResponse> Payload);
