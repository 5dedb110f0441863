using System.Buffers;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using OneLink.Edge.Redirects;

namespace OneLink.Edge.FastLane;

/// <summary>Writes answers as bytes of HTTP/1.1 (RFC 9112), with the framing that Kestrel would give them. One thread at a time.</summary>
internal sealed class FastAnswer
{
    private static readonly byte[][] StatusLines =
        [.. Enumerable.Range(0, 600).Select(static status => Encoding.ASCII.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} {ReasonPhrases.GetReasonPhrase(status)}\r\n")))];

    private readonly DateField _date = new();
    private readonly ArrayBufferWriter<byte> _body = new(4096);

    /// <summary>Writes the answer to one request.</summary>
    /// <param name="lane">The lane that decided; its buffers hold what the decision points to.</param>
    /// <param name="decision">The decision.</param>
    /// <param name="head">The request.</param>
    /// <param name="isLast">Whether the connection ends with this answer.</param>
    /// <param name="output">Receives the bytes.</param>
    public void Write(RedirectLane lane, scoped in RedirectDecision decision, scoped in RequestHead head, bool isLast, OutputBuffer output)
    {
        output.Write(StatusLines[decision.Status]);
        Span<byte> nonce = stackalloc byte[HttpAnswer.NonceBytes];
        var fields = new FieldLines(output);
        if (decision.Page == RedirectPage.None)
        {
            output.Write("Content-Length: 0\r\n"u8);
        }
        else
        {
            if (decision.Page == RedirectPage.DeepLink)
            {
                HttpAnswer.WriteNonce(lane, nonce);
            }

            _body.ResetWrittenCount();
            HttpAnswer.WriteBody(decision, nonce, _body);
            Span<byte> length = stackalloc byte[11];
            _body.WrittenCount.TryFormat(length, out int digits, default, CultureInfo.InvariantCulture);
            fields.Add("Content-Length"u8, length[..digits]);
        }

        if (isLast)
        {
            output.Write("Connection: close\r\n"u8);
        }
        else if (head.IsHttp10)
        {
            output.Write("Connection: keep-alive\r\n"u8);
        }

        output.Write(_date.LineAt(head.Request.UnixTimeMs));
        HttpAnswer.WriteFields(decision, nonce, ref fields);
        output.Write("\r\n"u8);
        if (decision.Page != RedirectPage.None && head.Request.Method != RequestMethod.Head)
        {
            output.Write(_body.WrittenSpan);
        }
    }

    /// <summary>What Kestrel answers where a request's head takes longer than its limit.</summary>
    public void WriteTimeout(long unixTimeMs, OutputBuffer output)
    {
        output.Write(StatusLines[408]);
        output.Write("Content-Length: 0\r\nConnection: close\r\n"u8);
        output.Write(_date.LineAt(unixTimeMs));
        output.Write("\r\n"u8);
    }

    private readonly struct FieldLines(OutputBuffer output) : IAnswerFields
    {
        public void Add(scoped ReadOnlySpan<byte> name, scoped ReadOnlySpan<byte> value)
        {
            Span<byte> line = output.GetSpan(name.Length + value.Length + 4);
            name.CopyTo(line);
            line[name.Length] = (byte)':';
            line[name.Length + 1] = (byte)' ';
            line = line[(name.Length + 2)..];
            value.CopyTo(line);
            line[value.Length] = (byte)'\r';
            line[value.Length + 1] = (byte)'\n';
            output.Advance(name.Length + value.Length + 4);
        }
    }
}
