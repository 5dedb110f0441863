using System.Globalization;
using System.Text.Json.Nodes;

namespace OneLink.Admin.Surfaces.OnSync.Errors;

/// <summary>Everything that is wrong with a request, found before anything is done.</summary>
internal sealed class OnSyncIssues
{
    private readonly List<OnSyncIssue> _issues = [];

    public bool Any => _issues.Count > 0;

    public IReadOnlyList<OnSyncIssue> All => _issues;

    public void Add(OnSyncIssue issue) => _issues.Add(issue);

    /// <param name="path">Of the value.</param>
    /// <param name="expected">Type in Zod's words.</param>
    /// <param name="received">Type in Zod's words; <c>undefined</c> where there is none.</param>
    public void WrongType(JsonArray path, string expected, string received)
        => Add(new OnSyncIssue("invalid_type", path, received is "undefined" ? "Required" : $"Expected {expected}, received {received}") { Expected = expected, Received = received });

    /// <param name="path">Of the value.</param>
    /// <param name="validation">What it should be: <c>email</c>, <c>url</c>, …</param>
    /// <param name="message">For people.</param>
    public void WrongText(JsonArray path, string validation, string message) => Add(new OnSyncIssue("invalid_string", path, message) { Validation = validation });

    /// <param name="path">Of the value.</param>
    /// <param name="maximum">Most.</param>
    /// <param name="what">Beginning and end of the sentence: <c>String must contain at most</c>, <c>character(s)</c>.</param>
    public void TooBig(JsonArray path, long maximum, (string Begin, string End) what)
        => Add(new OnSyncIssue("too_big", path, string.Create(CultureInfo.InvariantCulture, $"{what.Begin} {maximum} {what.End}").TrimEnd()) { Maximum = maximum });

    /// <inheritdoc cref="TooBig"/>
    public void TooSmall(JsonArray path, long minimum, (string Begin, string End) what)
        => Add(new OnSyncIssue("too_small", path, string.Create(CultureInfo.InvariantCulture, $"{what.Begin} {minimum} {what.End}").TrimEnd()) { Minimum = minimum });

    public void NotAnOption(JsonArray path, IReadOnlyList<string> options, string received)
        => Add(new OnSyncIssue(
            "invalid_enum_value", path, $"Invalid enum value. Expected {string.Join(" | ", options.Select(option => $"'{option}'"))}, received '{received}'")
        {
            Options = options,
            Received = received,
        });

    public void Custom(JsonArray path, string message) => Add(new OnSyncIssue("custom", path, message));
}
