using OneLink.Admin.Problems;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Audiences;

/// <summary>What became of the wish for an audience.</summary>
/// <param name="Record">The audience, or what is wrong with it.</param>
internal sealed record AudienceOutcome(RecordOutcome<Audience> Record)
{
    /// <summary>Why clicks could not be asked for; null where they could.</summary>
    public Problem? NotAnswered { get; init; }

    public static AudienceOutcome Refused(RecordErrors errors) => new(new RecordOutcome<Audience>(errors));

    public static AudienceOutcome Unanswered(Problem problem) => new(RecordOutcome<Audience>.NotThere) { NotAnswered = problem };
}
