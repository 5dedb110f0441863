using System.Net;

namespace OneLink.Client.Problems;

/// <summary>The server answered with a problem. Derived classes name the usual ones.</summary>
public class OneLinkException : Exception
{
    public OneLinkException(Problem problem)
        : base(MessageOf(problem)) => Problem = problem;

    public Problem Problem { get; }

    public HttpStatusCode Status => (HttpStatusCode)Problem.Status;

    /// <summary>What the server asks to wait before the next try; null where it does not.</summary>
    public TimeSpan? RetryAfter { get; internal init; }

    /// <summary>The limit of requests as this answer told it; null where it did not.</summary>
    public RateLimit? RateLimit { get; internal init; }

    private static string MessageOf(Problem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var fields = problem.Errors.SelectMany(field => field.Value, (field, message) => $"{field.Key} {message}");
        return string.Join(' ', (string[])[$"{problem.Status} {problem.Title}.", problem.Detail ?? "", .. fields]).TrimEnd();
    }
}
