namespace Flexportal.Sealing.Proof;

/// <summary>Measures of the proof pages in points.</summary>
internal static class ProofStyles
{
    public const double Left = 51.02;
    public const double Width = ProofCanvas.PageWidth - (2 * Left);
    public const double HeadTop = 36;
    public const double Top = 66;
    public const double Bottom = 788;
    public const double FootTop = 800;
    public const double Gutter = 18;

    public static readonly TextStyle Title = new(25, 31, Bold: true);
    public static readonly TextStyle Sentence = new(12.5, 18);
    public static readonly TextStyle Heading = new(10.5, 14, Bold: true);
    public static readonly TextStyle Cell = new(9.5, 13.5);
    public static readonly TextStyle Body = new(9, 12.5);
    public static readonly TextStyle Label = new(7.6, 10.5, Bold: true);
    public static readonly TextStyle Value = new(8.5, 10.8);
    public static readonly TextStyle Digits = new(7.5, 9.8);
    public static readonly TextStyle Fine = new(7, 9, Gray: TextStyle.SecondGray);
    public static readonly TextStyle Running = new(8, 11);
    public static readonly TextStyle Foot = new(7.5, 10, Gray: TextStyle.SecondGray);
}
