using OneLink.Admin.Problems;

namespace OneLink.Admin.OpenApi;

/// <summary>What can go wrong with an operation: its own problems, and those that every operation of its kind has.</summary>
internal static class CommonProblems
{
    /// <summary>Those that every operation of its kind has: with a body or without, with a key or without, to be repeated or not.</summary>
    public static IReadOnlyList<Problem> Of(ApiOperation operation, string? scope, bool isIdempotent)
    {
        var problems = new List<Problem> { KnownProblems.BadRequest("The request line, the headers or the query cannot be read.") };
        if (operation.Bodies is not [])
        {
            problems.Add(KnownProblems.MalformedJson("The syntax error is in line 1, at byte 9."));
            problems.Add(KnownProblems.TooLarge("The body may have at most 1 MiB."));
            problems.Add(KnownProblems.UnsupportedMediaType("Send Content-Type: application/json."));
        }

        if (scope is not null)
        {
            problems.Add(KnownProblems.Unauthorized("The API key is unknown, revoked or expired, or the secret is wrong."));
            problems.Add(KnownProblems.MissingScope(scope));
            problems.Add(KnownProblems.AddressNotAllowed("203.0.113.7"));
            problems.Add(KnownProblems.OverRateLimit(6_000, retryAfterSeconds: 1));
        }

        if (isIdempotent)
        {
            problems.Add(KnownProblems.IdempotencyInProgress());
            problems.Add(KnownProblems.IdempotencyKeyReused());
        }

        problems.Add(KnownProblems.Internal());
        problems.Add(KnownProblems.Unavailable());
        problems.Add(KnownProblems.OutcomeUnknown());
        return problems;
    }

    /// <summary>A 422 as it names one field.</summary>
    public static Problem Invalid(string field, string message)
    {
        var errors = new FieldErrors();
        errors.Add(field, message);
        return KnownProblems.InvalidFields(errors);
    }
}
