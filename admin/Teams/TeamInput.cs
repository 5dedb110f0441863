using OneLink.Admin.Validation;

namespace OneLink.Admin.Teams;

/// <summary>What is to be stored of a team; what is not given stays.</summary>
internal sealed record TeamInput
{
    public Given<string?> Name { get; init; }

    public Given<string?> Description { get; init; }

    public Given<bool?> AllowAutoAssign { get; init; }

    public Team ApplyTo(Team team, long at) => team with
    {
        Name = (Name.Or(team.Name) ?? "").Trim().ToLowerInvariant(),
        Description = Description.Or(team.Description),
        AutoAssigns = (AllowAutoAssign.Or(null) ?? team.AutoAssigns != 0) ? 1 : 0,
        UpdatedAt = at,
    };
}
