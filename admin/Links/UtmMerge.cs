using System.Text;

namespace OneLink.Admin.Links;

/// <summary>
/// Merges a link's campaign parameters into its destination. A parameter that the destination has already takes the
/// link's value in its own place, others are appended before the fragment; nothing else changes by a byte.
/// </summary>
internal static class UtmMerge
{
    public static string Apply(string url, LinkUtm utm)
    {
        if (utm == LinkUtm.None)
        {
            return url;
        }

        var fragmentAt = url.IndexOf('#', StringComparison.Ordinal);
        var fragment = fragmentAt < 0 ? "" : url[fragmentAt..];
        var beforeFragment = fragmentAt < 0 ? url : url[..fragmentAt];
        var queryAt = beforeFragment.IndexOf('?', StringComparison.Ordinal);
        var path = queryAt < 0 ? beforeFragment : beforeFragment[..queryAt];
        List<string> parameters = queryAt < 0 || queryAt == beforeFragment.Length - 1 ? [] : [.. beforeFragment[(queryAt + 1)..].Split('&')];

        foreach (var (name, value) in Parameters(utm))
        {
            Set(parameters, name, value);
        }

        return new StringBuilder(url.Length + 128).Append(path).Append('?').AppendJoin('&', parameters).Append(fragment).ToString();
    }

    private static IEnumerable<(string Name, string Value)> Parameters(LinkUtm utm)
    {
        (string Name, string? Value)[] all =
        [
            ("utm_source", utm.Source), ("utm_medium", utm.Medium), ("utm_campaign", utm.Campaign),
            ("utm_term", utm.Term), ("utm_content", utm.Content),
        ];
        return all.Where(parameter => parameter.Value is not null)!;
    }

    private static void Set(List<string> parameters, string name, string value)
    {
        var pair = name + "=" + Uri.EscapeDataString(value);
        var at = parameters.FindIndex(parameter => IsNamed(parameter, name));
        if (at < 0)
        {
            parameters.Add(pair);
            return;
        }

        parameters[at] = pair;
        for (var i = parameters.Count - 1; i > at; i--)
        {
            if (IsNamed(parameters[i], name))
            {
                parameters.RemoveAt(i);
            }
        }
    }

    private static bool IsNamed(string parameter, string name)
        => parameter.StartsWith(name, StringComparison.Ordinal) && (parameter.Length == name.Length || parameter[name.Length] == '=');
}
