using OneLink.Admin.Audiences;

namespace OneLink.Admin.Surfaces.Application.Audiences;

/// <summary>A contact in an audience.</summary>
internal sealed record AudienceMemberResponse(long Id, string Name, string? Email, string? PhoneNumber)
{
    public static AudienceMemberResponse Of(AudienceMember member) => new(member.Id, member.Name, member.Email, member.PhoneNumber);
}
