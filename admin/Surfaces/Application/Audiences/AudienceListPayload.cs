namespace OneLink.Admin.Surfaces.Application.Audiences;

/// <summary>All audiences of an account.</summary>
internal sealed record AudienceListPayload(IReadOnlyList<AudienceResponse> Payload);
