namespace OneLink.Admin.Surfaces.Application.Audiences;

/// <summary>A page of the contacts in an audience.</summary>
internal sealed record AudienceMemberListPayload(PageMeta Meta, IReadOnlyList<AudienceMemberResponse> Payload);
