namespace OneLink.Admin.Surfaces.Application.Agents;

/// <summary>The address by which somebody who was invited gets in: once, within five minutes.</summary>
internal sealed record InvitationResponse(string Url);
