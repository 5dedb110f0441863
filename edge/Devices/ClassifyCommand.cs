using System.Buffers;
using System.Text.Json;
using OneLink.Shared.Devices;

namespace OneLink.Edge.Devices;

/// <summary>
/// <c>onelink-edge classify</c>: reads JSON lines <c>{"ua","ch"?}</c>, writes each back with what the classifier says of it.
/// </summary>
/// <remarks><c>ch</c> holds request headers by lower-case name and is repeated as it came.</remarks>
internal static class ClassifyCommand
{
    private const int BufferBytes = 1 << 16;

    /// <summary>Classifies every line of <paramref name="input"/>.</summary>
    /// <returns>0, or 1 when lines that are no JSON object with a string <c>ua</c> were left out (each named on stderr).</returns>
    public static int Run(Stream input, Stream output)
    {
        var answers = new ArrayBufferWriter<byte>(BufferBytes);
        using var writer = new Utf8JsonWriter(answers, new JsonWriterOptions { SkipValidation = true });
        var lines = new LineReader(input, BufferBytes);
        var request = new ClassifyRequest();
        var number = 0L;
        var status = 0;
        while (lines.TryRead(out var line))
        {
            number++;
            if (line.IsEmpty)
            {
                continue;
            }

            try
            {
                request.Read(line);
            }
            catch (Exception exception) when (exception is JsonException or InvalidOperationException)
            {
                Console.Error.WriteLine($"classify: line {number}: {exception.Message}");
                status = 1;
                continue;
            }

            Answer(request, line, writer);
            answers.Write("\n"u8);
            if (answers.WrittenCount >= BufferBytes / 2)
            {
                output.Write(answers.WrittenSpan);
                answers.ResetWrittenCount();
            }
        }

        output.Write(answers.WrittenSpan);
        output.Flush();
        return status;
    }

    private static void Answer(ClassifyRequest request, ReadOnlySpan<byte> line, Utf8JsonWriter writer)
    {
        var device = DeviceClassifier.Classify(request.UserAgent, request.Hints);
        writer.Reset();
        writer.WriteStartObject();
        writer.WriteString("ua"u8, request.UserAgent);
        var headers = line[request.Headers];
        if (!headers.IsEmpty)
        {
            writer.WritePropertyName("ch"u8);
            writer.WriteRawValue(headers, skipInputValidation: true);
        }

        writer.WriteString("platform"u8, device.Platform.Name());
        writer.WriteString("device_class"u8, device.Class.Name());
        writer.WriteString("browser_family"u8, device.Browser.Name());
        writer.WriteString("inapp"u8, device.InApp.Name());
        writer.WriteNumber("bot"u8, device.Bot == BotKind.None ? 0 : 1);
        writer.WriteEndObject();
        writer.Flush();
    }
}
