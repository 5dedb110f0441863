using System.Globalization;
using System.Text;

namespace OneLink.Client.Http;

/// <summary>A query of a URL; what is not set is left out.</summary>
internal sealed class Query
{
    private readonly List<KeyValuePair<string, string>> _parameters;

    private Query(List<KeyValuePair<string, string>> parameters) => _parameters = parameters;

    public static Query Empty { get; } = new([]);

    public Query With(string name, string? value) => string.IsNullOrEmpty(value) ? this : new([.. _parameters, new(name, value)]);

    public Query With(string name, int? value) => With(name, value?.ToString(CultureInfo.InvariantCulture));

    public Query With(string name, bool? value) => With(name, value switch { true => "true", false => "false", null => null });

    public Query With(string name, DateTimeOffset? value) => With(name, value?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));

    public Query With(string name, IReadOnlyCollection<string>? values) => With(name, values is null ? null : string.Join(',', values));

    /// <summary>With its question mark, or empty.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (name, value) in _parameters)
        {
            text.Append(text.Length == 0 ? '?' : '&').Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
        }

        return text.ToString();
    }
}
