using QRCoder;

namespace OneLink.Admin.Links.Qr;

/// <summary>The modules of a QR code (ISO/IEC 18004) with its quiet zone of four.</summary>
internal sealed class QrModules
{
    private readonly List<System.Collections.BitArray> _rows;

    public QrModules(string text, char level)
    {
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(text, level switch
        {
            'L' => QRCodeGenerator.ECCLevel.L,
            'Q' => QRCodeGenerator.ECCLevel.Q,
            'H' => QRCodeGenerator.ECCLevel.H,
            _ => QRCodeGenerator.ECCLevel.M,
        });
        _rows = data.ModuleMatrix;
    }

    /// <summary>Modules on each side.</summary>
    public int Count => _rows.Count;

    public bool IsDark(int x, int y) => _rows[y][x];
}
