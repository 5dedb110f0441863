using System.Text;

namespace OneLink.Analytics.Client;

/// <summary>Builds the query string of a request: <c>?query=…&amp;database=…&amp;setting=…&amp;param_x=…</c>.</summary>
internal sealed class RequestAddress
{
    private readonly StringBuilder _text = new("?");

    internal RequestAddress Add(string name, string value)
    {
        if (_text.Length > 1)
        {
            _text.Append('&');
        }

        _text.Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
        return this;
    }

    internal RequestAddress Add(ClickHouseParameters parameters)
    {
        foreach (var (name, value) in parameters)
        {
            Add("param_" + name, value);
        }

        return this;
    }

    public override string ToString() => _text.ToString();
}
