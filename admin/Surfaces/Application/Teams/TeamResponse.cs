using OneLink.Admin.Teams;

namespace OneLink.Admin.Surfaces.Application.Teams;

/// <summary>A team as a person of the account sees it.</summary>
/// <param name="Id">Of the team.</param>
/// <param name="Name">Lower case.</param>
/// <param name="Description">What it is for.</param>
/// <param name="AllowAutoAssign">Whether its conversations are given to its people.</param>
/// <param name="AccountId">Of its account.</param>
/// <param name="IsMember">Whether the person is in it.</param>
internal sealed record TeamResponse(long Id, string Name, string? Description, bool AllowAutoAssign, long AccountId, bool IsMember)
{
    public static TeamResponse Of(Team team, bool isMember)
        => new(team.Id, team.Name, team.Description, team.AutoAssigns != 0, team.AccountId, isMember);
}
