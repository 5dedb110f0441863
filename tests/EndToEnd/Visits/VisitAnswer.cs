using System.Globalization;

namespace OneLink.EndToEnd.Visits;

/// <summary>The edge's answer to a visit.</summary>
/// <param name="Head">Status line and header lines, as received.</param>
/// <param name="Body">As received, in UTF-8.</param>
internal sealed record VisitAnswer(string Head, string Body)
{
    /// <summary>Behind <c>HTTP/1.1 </c>.</summary>
    public int Status { get; } = int.Parse(Head.AsSpan(9, 3), NumberStyles.None, CultureInfo.InvariantCulture);

    public string? Location => Header("Location");

    /// <returns>The value of the first such header, or null.</returns>
    public string? Header(string name)
    {
        var at = Head.IndexOf($"\r\n{name}:", StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            return null;
        }

        var start = at + name.Length + 3;
        var end = Head.IndexOf('\r', start);
        return Head[start..(end < 0 ? Head.Length : end)].Trim();
    }

    /// <summary>Expects a redirect to exactly this destination.</summary>
    public void ExpectRedirect(string destination, int status = 302)
    {
        Assert.True(Status == status, $"Status {Status} instead of {status}: {Head}");
        Assert.Equal(destination, Location);
    }
}
