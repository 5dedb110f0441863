namespace OneLink.Admin.Json;

/// <summary>Guesses which name was meant by a misspelt one.</summary>
internal static class ClosestName
{
    /// <summary>Longer names are no slip of the keyboard, and the distance below costs their product.</summary>
    private const int MaxLength = 40;

    /// <returns>The known name within one edit per three characters (at least one, at most three), ignoring case, or null.</returns>
    public static string? To(string name, ReadOnlySpan<string> known)
    {
        if (name.Length > MaxLength)
        {
            return null;
        }

        var flat = Flatten(name);
        string? best = null;
        var bestDistance = Math.Clamp(flat.Length / 3, 1, 3) + 1;
        foreach (var candidate in known)
        {
            var distance = Distance(flat, Flatten(candidate));
            if (distance < bestDistance)
            {
                (best, bestDistance) = (candidate, distance);
            }
        }

        return best;
    }

    /// <summary>Case and separators are the commonest slips: <c>deep_link_path</c> for <c>deepLinkPath</c>.</summary>
    private static string Flatten(string name)
        => string.Concat(name.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    /// <summary>Levenshtein distance.</summary>
    private static int Distance(string a, string b)
    {
        var previous = new int[b.Length + 1];
        var current = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
        {
            previous[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substitution = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(substitution, Math.Min(previous[j], current[j - 1]) + 1);
            }

            (previous, current) = (current, previous);
        }

        return previous[b.Length];
    }
}
